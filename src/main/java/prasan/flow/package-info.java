@NullMarked
package prasan.flow;

import org.jspecify.annotations.NullMarked;
