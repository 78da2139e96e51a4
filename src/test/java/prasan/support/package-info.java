@NullMarked
package prasan.support;

import org.jspecify.annotations.NullMarked;
