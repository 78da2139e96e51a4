/** Tables in files: read strictly, and brought into the database. Knows no feature. */
@NullMarked
package prasan.csv;

import org.jspecify.annotations.NullMarked;
