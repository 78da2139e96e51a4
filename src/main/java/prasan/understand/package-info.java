/** What a person who types freely means: which category, how sure, and what the words already say. Pure: text in, values out. */
@NullMarked
package prasan.understand;

import org.jspecify.annotations.NullMarked;
