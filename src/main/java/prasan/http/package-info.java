@NullMarked
package prasan.http;

import org.jspecify.annotations.NullMarked;
