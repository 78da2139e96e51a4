@NullMarked
package prasan.simulator;

import org.jspecify.annotations.NullMarked;
