@NullMarked
package prasan.awards;

import org.jspecify.annotations.NullMarked;
