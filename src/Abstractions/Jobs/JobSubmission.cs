using Atelier.Generation;

namespace Atelier.Jobs;

/// <summary>What is handed to the queue.</summary>
/// <param name="Request">What to make.</param>
/// <param name="Owner">As <see cref="Job.Owner"/>.</param>
/// <param name="Source">As <see cref="Job.Source"/>.</param>
public sealed record JobSubmission(GenerationRequest Request, string Owner, string Source)
{
    /// <summary>Higher goes first: −10 to 10. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>
    /// The same key of the same owner gives the same job, however often it is sent; with another request it is refused. At most 200
    /// characters; null does not compare.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How many jobs of this owner may wait; null takes the server's limit.</summary>
    public int? WaitingLimit { get; init; }

    /// <summary>Whether the request may name pictures of any owner, not only those that are its owner's. Default false.</summary>
    public bool NamesAnyPicture { get; init; }
}
