package prasan.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a field of a request or response record means: read by {@code /openapi.json} and, for requests, enforced by {@link Json}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface About {
    /** A sentence for the reader of the API. */
    String value() default "";

    /** The most characters (code points, as the database counts) that a text may have; 0 for no limit. */
    int max() default 0;

    String example() default "";

    /** Whether a text may have several lines. */
    boolean lines() default false;

    /** Whether a text is taken as it was typed, as a password is; any other is cleaned before anything else is done with it. */
    boolean verbatim() default false;
}
