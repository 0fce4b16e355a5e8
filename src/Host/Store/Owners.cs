namespace Atelier.Host.Store;

/// <summary>
/// Whose something is: a key by its name, which holds no colon, or a user of a front end as <c>NAME:USER</c>. Users of one front end see
/// one another's pictures there, so they may begin with them.
/// </summary>
internal static class Owners
{
    private const char Between = ':';

    /// <summary>What the owners of a front end begin with. Itself it is the owner of what the front end brings.</summary>
    public static string GroupOfFrontEnd(string frontEnd) => frontEnd + Between;

    /// <summary>What all owners of the same front end begin with; null of a key.</summary>
    public static string? GroupOf(string owner) =>
        owner.IndexOf(Between, StringComparison.Ordinal) is >= 0 and var at ? owner[..(at + 1)] : null;

    public static bool IsIn(string group, string owner) => owner.StartsWith(group, StringComparison.Ordinal);

    /// <summary>Whether an owner may begin with another's picture.</summary>
    public static bool MayName(string owner, string other) => owner == other || (GroupOf(owner) is { } group && IsIn(group, other));

    /// <summary>The first text after all owners of a group.</summary>
    public static string After(string group) => group[..^1] + (char)(group[^1] + 1);
}
