@NullMarked
package prasan.officers;

import org.jspecify.annotations.NullMarked;
