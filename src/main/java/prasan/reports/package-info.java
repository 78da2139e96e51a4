@NullMarked
package prasan.reports;

import org.jspecify.annotations.NullMarked;
