using System.Globalization;

namespace Atelier.Diffusion.Pipeline.Adapters;

/// <summary>An adapter at a strength.</summary>
/// <param name="Opened">The adapter.</param>
/// <param name="Hash">Of its file: the same name may mean another file the next time.</param>
/// <param name="Field">The request's field that names it.</param>
/// <param name="Strength">What its changes are multiplied by; not 0.</param>
internal sealed record WeightedAdapter(OpenedAdapter Opened, string Hash, string Field, double Strength)
{
    /// <summary>Tells apart what makes other weights.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Opened.Entry.Path}|{Hash}|{Opened.Entry.Bytes}|{Strength:r}");
}
