package prasan;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "prasan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Whoever has something pushed names its kind. */
    private static final DescribedPredicate<HasName> KIND = nameEndingWith("outbox.PushKind");

    @ArchTest
    static final ArchRule noCycles = slices().matching("prasan.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theEngineKnowsNothingOfOursAndDoesNoWork = classes()
            .that()
            .resideInAPackage("prasan.flow")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "prasan.flow",
                    "java.lang..",
                    "java.util..",
                    "java.math",
                    "java.nio.charset",
                    "java.text",
                    "java.time..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule theEngineHasNoClock = noClasses()
            .that()
            .resideInAPackage("prasan.flow")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule httpKnowsNoFeature = only("http", "flow", "db");

    @ArchTest
    static final ArchRule theAuditKnowsNoFeature = only("audit", "http", "db");

    @ArchTest
    static final ArchRule retentionKnowsTablesAndNoFeature = only("retention", "audit", "http", "db");

    @ArchTest
    static final ArchRule theDatabaseKnowsNothing = only("db");

    @ArchTest
    static final ArchRule inboxKnowsOnlyTheDatabaseAndHttp = only("inbox", "audit", "http", "db");

    @ArchTest
    static final ArchRule lineFillsTheInbox = only("line", "flow", "inbox", "db");

    @ArchTest
    static final ArchRule outboxSendsByLine = only("outbox", "line", "audit", "http", "db");

    @ArchTest
    static final ArchRule chatAnswersAndQueues =
            only("chat", "understand", "audit", "http", "flow", "inbox", "outbox", "line", "db");

    @ArchTest
    static final ArchRule theSimulatorIsTheOtherSide = only("simulator");

    @ArchTest
    static final ArchRule understandingIsTextInAndValuesOut = only("understand", "flow");

    @ArchTest
    static final ArchRule areasStandAlone = only("areas", "flow", "chat", "audit", "http", "db", "csv");

    @ArchTest
    static final ArchRule membersKnowAreas = only("members", "areas", "flow", "chat", "audit", "http", "db", "csv");

    @ArchTest
    static final ArchRule centresKnowTheirMembers =
            only("centres", "members", "areas", "flow", "chat", "audit", "http", "db", "csv");

    @ArchTest
    static final ArchRule reportsKnowNoOtherFeature =
            only("reports", "members", "areas", "flow", "chat", "audit", "http", "db", "csv");

    @ArchTest
    static final ArchRule plansKnowNoOtherFeature =
            only("plans", "members", "areas", "flow", "chat", "audit", "http", "db", "csv");

    @ArchTest
    static final ArchRule awardsKnowNoOtherFeature =
            only("awards", "members", "areas", "flow", "chat", "audit", "http", "db", "csv");

    @ArchTest
    static final ArchRule officersKnowNoOtherFeature =
            only("officers", "members", "areas", "flow", "chat", "audit", "http", "db", "csv");

    @ArchTest
    static final ArchRule noticesKnowNoOtherFeature =
            only("notices", "members", "areas", "officers", "flow", "chat", "line", "outbox", "audit", "http", "db");

    @ArchTest
    static final ArchRule dangersKnowNoOtherFeature =
            only("dangers", "members", "areas", "flow", "chat", "audit", "http", "db");

    @ArchTest
    static final ArchRule workKnowsTablesAndNoFeature = only("work", "areas", "flow", "http", "db");

    @ArchTest
    static final ArchRule onlyTheOutboxSends = noClasses()
            .that()
            .resideOutsideOfPackages("prasan.outbox", "prasan.line", "prasan")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("prasan.line.LineClient");

    private static ArchRule only(String feature, String... others) {
        var forbidden = new java.util.ArrayList<>(java.util.List.of(
                "prasan",
                "prasan.flow",
                "prasan.chat",
                "prasan.line",
                "prasan.inbox",
                "prasan.outbox",
                "prasan.members",
                "prasan.areas",
                "prasan.centres",
                "prasan.reports",
                "prasan.plans",
                "prasan.awards",
                "prasan.officers",
                "prasan.dangers",
                "prasan.notices",
                "prasan.work",
                "prasan.http",
                "prasan.audit",
                "prasan.db",
                "prasan.csv",
                "prasan.simulator"));
        forbidden.remove("prasan." + feature);
        for (var other : others) {
            forbidden.remove("prasan." + other);
        }
        return noClasses()
                .that()
                .resideInAPackage("prasan." + feature)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(forbidden.toArray(String[]::new)).and(not(KIND)));
    }
}
