@NullMarked
package prasan.outbox;

import org.jspecify.annotations.NullMarked;
