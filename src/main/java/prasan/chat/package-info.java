@NullMarked
package prasan.chat;

import org.jspecify.annotations.NullMarked;
