@NullMarked
package prasan.inbox;

import org.jspecify.annotations.NullMarked;
