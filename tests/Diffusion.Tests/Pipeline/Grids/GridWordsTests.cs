using Atelier.Diffusion.Pipeline.Grids;

namespace Atelier.Diffusion.Tests.Pipeline.Grids;

public class GridWordsTests
{
    [Theory]
    [InlineData("steps", "Steps")]
    [InlineData("guidanceSettings.scale", "CFG scale")]
    [InlineData("clipSkip", "Clip skip")]
    [InlineData("samplerOptions.s_churn", "Sigma churn")]
    [InlineData("guidanceOptions.pag_scale", "pag_scale")]
    [InlineData("adapters.0.weight", "Adapters weight")]
    [InlineData("controls.1.textEncoderWeight", "Controls 1 text encoder weight")]
    [InlineData("freeU.b1", "FreeU b1")]
    public void A_field_is_called_as_people_call_it(string field, string label) => Assert.Equal(label, GridWords.LabelOf(field));
}
