namespace Atelier.FrontEnds;

/// <summary>A line of what a front end's check found.</summary>
/// <param name="What">What was looked at, in a word or two: <c>token</c>.</param>
/// <param name="Grade">How it is.</param>
/// <param name="Detail">What was found, and where it is not well what to do. No secrets.</param>
public sealed record FrontEndFinding(string What, FrontEndGrade Grade, string Detail);

/// <summary>How something is.</summary>
public enum FrontEndGrade
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and could be better.</summary>
    Advice,

    /// <summary>It does not work.</summary>
    Wrong,
}
