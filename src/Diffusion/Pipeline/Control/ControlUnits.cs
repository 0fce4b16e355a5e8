using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>A control unit's names and numbers.</summary>
internal static class ControlUnits
{
    /// <summary>The request's field that a unit is.</summary>
    public static string Field(int index) => $"controls[{index}]";

    /// <summary>The unit with names as they are listed and every option of its preprocessor given.</summary>
    /// <exception cref="RequestException">It names what is not there, or an option that the preprocessor does not have.</exception>
    public static ControlUnit Fill(ControlUnit unit, int index, PreprocessorCatalog catalog, IModelFiles files)
    {
        var entry = catalog.Find(unit.Preprocessor, $"{Field(index)}.preprocessor");
        var options = RequestOptions.Bind(
            $"{Field(index)}.preprocessorOptions", entry.Part.Options,
            ThresholdNames.Resolve(unit.PreprocessorOptions, entry.Part.Options));
        return unit with
        {
            Model = files.Find(ModelFileKinds.ControlNet, unit.Model, $"{Field(index)}.model").Name,
            Preprocessor = entry.Name,
            PreprocessorOptions = options.All(entry.Part.Options),
        };
    }
}
