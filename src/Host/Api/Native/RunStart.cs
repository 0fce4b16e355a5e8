using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native;

/// <summary>Starts what somebody asks for, once for a key.</summary>
internal sealed class RunStart(IRunQueue queue, Ulids ids)
{
    public const string Key = "Idempotency-Key";
    public const string KeyWords = "The same key gives the same run, however often it is sent. At most 200 characters.";

    private const int LongestKey = 200;
    private const string Target = "target.";

    /// <exception cref="ApiException">The key was sent before for something else, or is none.</exception>
    /// <exception cref="RequestException">The target cannot be run.</exception>
    public async Task<IResult> AcceptAsync(HttpContext context, RunTarget target, string? key, CancellationToken cancellation)
    {
        if (key is { Length: 0 or > LongestKey })
        {
            throw new ApiException(ApiError.Invalid(Key, $"must have 1 to {LongestKey} characters"));
        }

        var caller = context.Caller().Name;
        var wish = new NewRun(ids.Next(), target, caller, Credentials.Of(context.Request) is { IsSession: true } ? "page" : "api")
        {
            Key = key is null ? null : $"api:{caller}:{key}",
        };
        var run = await AcceptAsync(wish, cancellation);
        return run.Target == target
            ? Results.Accepted($"/api/v1/runs/{run.Id}", RunView.Of(run))
            : throw new ApiException(new ApiError(
                StatusCodes.Status409Conflict, "idempotency_conflict",
                $"this key was sent before for the {run.Target.Kind} {run.Target.Name}, or with other arguments", Key));
    }

    // Whoever starts one thing has no field named target.
    private async Task<Run> AcceptAsync(NewRun wish, CancellationToken cancellation)
    {
        try
        {
            return await queue.EnqueueAsync(wish, cancellation);
        }
        catch (RequestException exception) when (exception.Field.StartsWith(Target, StringComparison.Ordinal))
        {
            throw new RequestException(exception.Field[Target.Length..], exception.Problem);
        }
    }
}
