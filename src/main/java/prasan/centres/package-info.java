@NullMarked
package prasan.centres;

import org.jspecify.annotations.NullMarked;
