/**
 * The LINE platform in a box: an independent reading of LINE's rules, from LINE's published pages, to run and test the
 * bot against. It has no login: whoever reaches it speaks as anybody. It belongs to the demo and to tests, on the
 * loopback address, and nowhere else.
 *
 * <p>It imports no other package of ours, so that a mistake about LINE is not made twice in the same way.
 */
@NullMarked
package prasan.simulator;

import org.jspecify.annotations.NullMarked;
