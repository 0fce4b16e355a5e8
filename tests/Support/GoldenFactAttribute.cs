using Xunit;

namespace Atelier.Support;

/// <summary>
/// A test against reference tensors. Skipped, and says so, where there is no golden folder. Put <c>[Trait("Category", "Golden")]</c> beside
/// it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GoldenFactAttribute : FactAttribute
{
    public GoldenFactAttribute() => Skip = GoldenTheoryAttribute.Reason;
}

/// <summary>A theory against reference tensors. Skipped, and says so, where there is no golden folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GoldenTheoryAttribute : TheoryAttribute
{
    public GoldenTheoryAttribute() => Skip = Reason;

    internal static string? Reason => Golden.Folder is null ? "No golden folder: set ATELIER_GOLDEN to one." : null;
}
