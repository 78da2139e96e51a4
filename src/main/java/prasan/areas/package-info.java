@NullMarked
package prasan.areas;

import org.jspecify.annotations.NullMarked;
