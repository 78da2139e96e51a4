/** How long things are kept, and the nightly run that removes what is older. */
@NullMarked
package prasan.retention;

import org.jspecify.annotations.NullMarked;
