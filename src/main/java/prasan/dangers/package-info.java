@NullMarked
package prasan.dangers;

import org.jspecify.annotations.NullMarked;
