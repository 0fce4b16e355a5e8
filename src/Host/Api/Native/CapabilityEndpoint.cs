using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Inputs;
using Atelier.Host.Queue;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/capabilities</c>: before queuing, which part of a request model and plugins cannot honour, and why.</summary>
internal static class CapabilityEndpoint
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/capabilities", CheckAsync).RequireRole(Role.Viewer).TakesUpTo(BodyLimit.JsonWithPictures).WithTags("Checks")
        .Accepts<JobBody>("application/json")
        .WithSummary("Says what is in the way of a request, all of it, or what it resolves to. Queues nothing.");

    private static async Task<CapabilitiesView> CheckAsync(
        HttpContext context, PictureIntake intake, RequestProblems requests, CancellationToken cancellation)
    {
        var body = await JobBodyReader.ParseAsync(context.Request, cancellation);
        var caller = context.Caller();
        var (missing, named) = await intake.LookAsync(body.Request, caller.Name, caller.Role >= Role.Operator, cancellation);
        var (wrong, complete) = await requests.FindAsync(named, cancellation);
        IReadOnlyList<RequestException> problems = [.. missing, .. wrong];
        return new CapabilitiesView(
            problems.Count == 0, [.. problems.Select(problem => new FieldProblem(problem.Field, problem.Problem))],
            missing.Count == 0 ? complete : null);
    }
}
