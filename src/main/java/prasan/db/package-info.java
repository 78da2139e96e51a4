@NullMarked
package prasan.db;

import org.jspecify.annotations.NullMarked;
