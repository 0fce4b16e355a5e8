namespace Atelier.Generation;

/// <summary>An X/Y/Z grid: the request is made once for every combination of values, and the pictures are laid out with labels.</summary>
public sealed record GridPlan
{
    /// <summary>Columns.</summary>
    public required GridAxis X { get; init; }

    /// <summary>Rows; null makes one row.</summary>
    public GridAxis? Y { get; init; }

    /// <summary>Further grids below one another; null makes one.</summary>
    public GridAxis? Z { get; init; }
}

/// <summary>A field of the request and the values it takes.</summary>
/// <param name="Field">
/// The field as JSON spells it, nested ones with dots: <c>steps</c>, <c>guidanceSettings.scale</c>, <c>seed</c>, <c>sampler</c>,
/// <c>image.strength</c>; or <c>prompt:OLD</c>, which puts each value in the place of the words OLD (AUTOMATIC1111's prompt S/R).
/// </param>
/// <param name="Values">1 to 50, as text.</param>
public sealed record GridAxis(string Field, IReadOnlyList<string> Values);
