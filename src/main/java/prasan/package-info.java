@NullMarked
package prasan;

import org.jspecify.annotations.NullMarked;
