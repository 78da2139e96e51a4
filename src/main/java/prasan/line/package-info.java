@NullMarked
package prasan.line;

import org.jspecify.annotations.NullMarked;
