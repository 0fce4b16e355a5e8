namespace Atelier.Host.FrontEnds;

/// <summary>How a session ended.</summary>
/// <param name="Kind">What follows from it.</param>
/// <param name="Reason">One line, for people.</param>
internal sealed record SessionEnd(SessionEndKind Kind, string Reason);

internal enum SessionEndKind
{
    /// <summary>It may be opened anew.</summary>
    Broken,

    /// <summary>People must change something first.</summary>
    Refused,

    /// <summary>It was told to stop, and did.</summary>
    Stopped,

    /// <summary>It was told to stop, and did not.</summary>
    GivenUp,
}
