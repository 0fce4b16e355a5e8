using Atelier.ControlNet.Annotators;
using Atelier.ControlNet.Conditioning;
using Atelier.ControlNet.Preprocessors;
using Atelier.Plugins;

namespace Atelier.ControlNet;

/// <summary>ControlNet, and the preprocessors that come with Atelier.</summary>
public sealed class ControlNetPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder) => builder
        .AddConditioner<ControlNetConditioner>()
        .AddPreprocessor<None>()
        .AddPreprocessor<Canny>()
        .AddPreprocessor<ScribbleXdog>()
        .AddPreprocessor<SoftEdge>()
        .AddPreprocessor<LineartStandard>()
        .AddPreprocessor<TileResample>()
        .AddPreprocessor<BlurGaussian>()
        .AddPreprocessor<RecolorLuminance>()
        .AddPreprocessor<RecolorIntensity>()
        .AddPreprocessor<ColorGrid>()
        .AddPreprocessor<Shuffle>()
        .AddPreprocessor<Inpaint>()
        .AddPreprocessor<Threshold>()
        .AddPreprocessor<Invert>()
        .AddPreprocessor<OnnxAnnotator>();
}
