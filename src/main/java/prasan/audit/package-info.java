@NullMarked
package prasan.audit;

import org.jspecify.annotations.NullMarked;
