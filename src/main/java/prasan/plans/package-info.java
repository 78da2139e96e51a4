@NullMarked
package prasan.plans;

import org.jspecify.annotations.NullMarked;
