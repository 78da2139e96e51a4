/** Notices: what officers send to many people at once, and a ledger of what became of it for each of them. */
@NullMarked
package prasan.notices;

import org.jspecify.annotations.NullMarked;
