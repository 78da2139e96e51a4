/** Migrations that read a file. Each stands for itself: what it needs of the program may change after it has run. */
@NullMarked
package db.migration;

import org.jspecify.annotations.NullMarked;
