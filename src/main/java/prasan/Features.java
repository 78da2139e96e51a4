package prasan;

import static prasan.flow.Type.AREA;
import static prasan.flow.Type.CODE;
import static prasan.flow.Type.MOMENT;
import static prasan.flow.Type.TEXT;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import prasan.areas.AreaActions;
import prasan.areas.AreaImport;
import prasan.areas.AreaRoutes;
import prasan.areas.Areas;
import prasan.areas.Mentioned;
import prasan.awards.AwardActions;
import prasan.awards.AwardImport;
import prasan.awards.AwardRoutes;
import prasan.awards.AwardTypeImport;
import prasan.awards.Awards;
import prasan.centres.CentreImport;
import prasan.centres.CentreRoutes;
import prasan.centres.Centres;
import prasan.centres.SeatRoutes;
import prasan.centres.Seats;
import prasan.chat.Actions;
import prasan.chat.HandBack;
import prasan.chat.Pusher;
import prasan.chat.Topic;
import prasan.csv.Import;
import prasan.csv.Importer;
import prasan.dangers.DangerRecords;
import prasan.dangers.DangerRoutes;
import prasan.flow.Print;
import prasan.flow.Understood;
import prasan.http.Endpoint;
import prasan.http.Secrets;
import prasan.members.Consents;
import prasan.members.Copies;
import prasan.members.CopyLinks;
import prasan.members.ErasureRoutes;
import prasan.members.Erasures;
import prasan.members.Holding;
import prasan.members.InvitationRoutes;
import prasan.members.Invitations;
import prasan.members.LinkCodes;
import prasan.members.MemberActions;
import prasan.members.MemberImport;
import prasan.members.MemberRoleRoutes;
import prasan.members.MemberRoles;
import prasan.members.MemberRoutes;
import prasan.members.Members;
import prasan.members.MyDataActions;
import prasan.members.MyDataRoutes;
import prasan.members.Newcomers;
import prasan.members.PersonalData;
import prasan.members.RegistrationActions;
import prasan.members.RegistrationRoutes;
import prasan.members.Registrations;
import prasan.notices.NoticeActions;
import prasan.notices.Notices;
import prasan.officers.Grants;
import prasan.officers.HandoverActions;
import prasan.officers.HandoverRoutes;
import prasan.officers.Handovers;
import prasan.officers.OfficeHours;
import prasan.officers.OfficerLine;
import prasan.officers.OfficerLineActions;
import prasan.plans.PlanActions;
import prasan.plans.ProjectImport;
import prasan.plans.ProjectRoutes;
import prasan.plans.Projects;
import prasan.reports.CareActions;
import prasan.reports.Office;
import prasan.reports.OwnReportActions;
import prasan.reports.OwnReports;
import prasan.reports.ReportActions;
import prasan.reports.ReportRoutes;
import prasan.reports.Reports;
import prasan.reports.Sight;
import prasan.work.WorkList;
import prasan.work.WorkRoutes;

/**
 * The gateways of all features, with what one needs of another handed over as a plain function.
 *
 * @param print prints values in a language, for the labels of what can be chosen
 * @param understands what a text is taken for, where texts are understood
 * @param address of this server as people reach it, or {@code null}
 * @param phone of the office, told to those who report, or {@code null}
 */
record Features(
        Areas areas,
        Members members,
        MemberRoles roles,
        Centres centres,
        Seats seats,
        Consents consents,
        Invitations invitations,
        Registrations registrations,
        Copies copies,
        Erasures erasures,
        PersonalData data,
        Reports reports,
        Projects projects,
        Awards awards,
        Handovers handovers,
        DangerRecords dangers,
        List<Holding> holdings,
        Function<String, Print> print,
        Function<String, Optional<Understood>> understands,
        @Nullable String address,
        @Nullable String phone) {

    /** The features of an office with the usual hours. */
    static Features of(Pusher pusher, Function<String, Print> print, @Nullable String address) {
        return of(
                pusher,
                print,
                text -> Optional.empty(),
                address,
                OfficeHours.parse(OfficeHours.USUAL),
                null,
                new CopyLinks(new Secrets(new SecureRandom()).text(16)));
    }

    /**
     * @param understands what a text is taken for, where texts are understood
     * @param hours in which officers answer
     * @param phone of the centre, or {@code null}
     * @param links to copies of what is kept about a person
     */
    static Features of(
            Pusher pusher,
            Function<String, Print> print,
            Function<String, Optional<Understood>> understands,
            @Nullable String address,
            OfficeHours hours,
            @Nullable String phone,
            CopyLinks links) {
        var areas = new Areas();
        var roles = new MemberRoles();
        var reports = new Reports(pusher, Projects::idOf);
        var handovers = new Handovers(pusher, hours);
        var dangers = new DangerRecords(areas, understands);
        var holdings = Holdings.of(reports, handovers, dangers);
        var members = new Members(roles, Handovers::parted, holdings);
        var random = new SecureRandom();
        var invitations = new Invitations(members, roles, areas, random);
        var registrations = new Registrations(members, roles, areas, pusher);
        var projects = new Projects(areas, pusher, reports::reportersOf);
        var awards = new Awards(areas, pusher, (handle, area) -> members.living(handle, area, Topic.AWARDS));
        return new Features(
                areas,
                members,
                roles,
                new Centres(areas),
                new Seats(roles),
                new Consents(),
                invitations,
                registrations,
                new Copies(new Secrets(random), links),
                new Erasures(members, pusher, holdings),
                new PersonalData(holdings),
                reports,
                projects,
                awards,
                handovers,
                dangers,
                holdings,
                print,
                understands,
                address,
                phone);
    }

    /** What reads files of a kind, for one file. */
    Import.Sheet sheet(Imports.Kind kind, Importer by) {
        return switch (kind) {
            case AREAS -> new AreaImport(areas, Grants::recode);
            case MEMBERS -> new MemberImport(members, roles, areas, by);
            case CENTRES -> new CentreImport(centres, seats, members, roles, areas, by);
            case PROJECTS -> new ProjectImport(projects, areas, by);
            case AWARD_TYPES -> new AwardTypeImport(awards);
            case AWARDS -> new AwardImport(awards, areas, by);
        };
    }

    /** What flows can do. */
    Actions actions() {
        var actions = new Actions();
        var mentioned = new Mentioned(areas, understands);
        new AreaActions(areas).register(actions);
        new MemberActions(members, roles, areas).register(actions);
        new LinkCodes(new SecureRandom()).register(actions);
        new RegistrationActions(invitations, registrations, members, consents, areas).register(actions);
        new MyDataActions(members, roles, consents, copies, erasures, areas, print, address).register(actions);
        var reporters = new Newcomers(members, roles);
        new ReportActions(reports, areas, reporters::remember, new Office(areas, phone), print).register(actions);
        new CareActions(understands).register(actions);
        new OwnReportActions(new OwnReports(), print, understands).register(actions);
        new PlanActions(projects, areas, print).register(actions);
        new AwardActions(awards, areas, print).register(actions);
        new NoticeActions(print).register(actions);
        new HandoverActions(handovers, (handle, words) -> mentioned.in(handle, words, null), Notices::title, phone)
                .register(actions);
        new OfficerLineActions(new OfficerLine(new SecureRandom())).register(actions);
        actions.pushText(
                "report-changed", Map.of("number", TEXT, "category", CODE, "status", CODE, "note", TEXT, "at", MOMENT));
        actions.pushText(
                "project-changed", Map.of("code", TEXT, "name", TEXT, "stage", CODE, "next", CODE, "note", TEXT));
        actions.pushText("registration-approved", Map.of("role", CODE, "area", AREA, "reason", TEXT));
        actions.pushText("registration-refused", Map.of("role", CODE, "area", AREA, "reason", TEXT));
        actions.pushText("erasure-done", Map.of("asked", MOMENT, "reason", TEXT));
        actions.pushText("erasure-refused", Map.of("asked", MOMENT, "reason", TEXT));
        actions.pushText("officer-says", Map.of("text", TEXT));
        actions.pushText("photo-unreadable", Map.of());
        actions.pushText("award-announced", Map.of("code", TEXT, "title", TEXT, "year", TEXT, "area", AREA));
        return actions;
    }

    /**
     * What officers can do over HTTP.
     *
     * @param handBack gives conversations back to the bot
     * @param wake told of the chats that it has something waiting for
     * @param account LINE's basic id of the account, for links that open it
     */
    List<Endpoint> endpoints(
            Jdbi jdbi, HandBack handBack, Consumer<Set<String>> wake, @Nullable String account, Clock clock) {
        return Stream.of(
                        new WorkRoutes(
                                        jdbi,
                                        new WorkList((caller, where) ->
                                                Sight.of(caller).on(where)),
                                        areas,
                                        clock)
                                .endpoints(),
                        new DangerRoutes(jdbi, dangers, areas, clock).endpoints(),
                        new ReportRoutes(jdbi, reports, areas, clock).endpoints(),
                        new InvitationRoutes(jdbi, invitations, areas, account, clock).endpoints(),
                        new AreaRoutes(jdbi, areas).endpoints(),
                        new CentreRoutes(jdbi, centres, seats, areas, clock).endpoints(),
                        new SeatRoutes(jdbi, centres, seats, members, areas, clock).endpoints(),
                        new MemberRoutes(jdbi, members, roles, areas, clock).endpoints(),
                        new MemberRoleRoutes(jdbi, members, roles, areas, clock).endpoints(),
                        new RegistrationRoutes(jdbi, registrations, members, roles, areas, clock).endpoints(),
                        new MyDataRoutes(jdbi, copies, data, clock).endpoints(),
                        new ErasureRoutes(jdbi, erasures, clock).endpoints(),
                        new ProjectRoutes(jdbi, projects, clock).endpoints(),
                        new AwardRoutes(jdbi, awards, clock).endpoints(),
                        new HandoverRoutes(jdbi, handovers, areas, handBack, wake, clock).endpoints())
                .flatMap(List::stream)
                .toList();
    }
}
