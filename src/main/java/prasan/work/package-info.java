@NullMarked
package prasan.work;

import org.jspecify.annotations.NullMarked;
