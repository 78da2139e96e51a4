/** Files of comma-separated values: read strictly, and brought into the database. Knows no feature. */
@NullMarked
package prasan.csv;

import org.jspecify.annotations.NullMarked;
