using Atelier.Generation;
using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Security;

/// <summary>
/// Who sends a request: set on <see cref="HttpContext.Features"/> by the security middleware for every route that needs a key.
/// </summary>
/// <param name="KeyId">The key's id.</param>
/// <param name="Name">The owner of what is made.</param>
/// <param name="Role">What it may do.</param>
/// <param name="WaitingLimit">How many of its jobs may wait; null takes the server's.</param>
internal sealed record Caller(string KeyId, string Name, Role Role, int? WaitingLimit)
{
    /// <summary>Where its jobs come from, where its key is lent to a run: see <see cref="LentKeys"/>.</summary>
    public string? Source { get; init; }

    /// <summary>Whether it may see and cancel a thing of this owner.</summary>
    public bool MaySee(string owner) => owner == Name || Role >= Role.Operator;

    /// <summary>What it hands to the queue.</summary>
    public JobSubmission Submission(GenerationRequest request, string source) => new(request, Name, source)
    {
        WaitingLimit = WaitingLimit,
        NamesAnyPicture = Role >= Role.Operator,
    };
}

internal static class CallerExtensions
{
    /// <summary>Who sends this request.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("this route was mapped without a role");
}
