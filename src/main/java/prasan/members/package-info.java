@NullMarked
package prasan.members;

import org.jspecify.annotations.NullMarked;
