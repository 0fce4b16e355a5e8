using Atelier.Compliance;
using Atelier.Networks;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Tests;

public abstract class PartCompliance : PreprocessorCompliance
{
    protected abstract string Name { get; }

    protected override IPreprocessor Preprocessor => PluginParts.All.Preprocessors[Name];
}

public class NoneCompliance : PartCompliance
{
    protected override string Name => "none";
}

public class CannyCompliance : PartCompliance
{
    protected override string Name => "canny";
}

public class ScribbleXdogCompliance : PartCompliance
{
    protected override string Name => "scribble_xdog";
}

public class SoftEdgeCompliance : PartCompliance
{
    protected override string Name => "softedge";
}

public class LineartStandardCompliance : PartCompliance
{
    protected override string Name => "lineart_standard";
}

public class TileResampleCompliance : PartCompliance
{
    protected override string Name => "tile_resample";
}

public class BlurGaussianCompliance : PartCompliance
{
    protected override string Name => "blur_gaussian";
}

public class RecolorLuminanceCompliance : PartCompliance
{
    protected override string Name => "recolor_luminance";
}

public class RecolorIntensityCompliance : PartCompliance
{
    protected override string Name => "recolor_intensity";
}

public class ColorGridCompliance : PartCompliance
{
    protected override string Name => "color";
}

public class ShuffleCompliance : PartCompliance
{
    protected override string Name => "shuffle";
}

public class InpaintCompliance : PartCompliance
{
    protected override string Name => "inpaint";
}

public class ThresholdCompliance : PartCompliance
{
    protected override string Name => "threshold";
}

public class InvertCompliance : PartCompliance
{
    protected override string Name => "invert";
}

public class OnnxAnnotatorCompliance : PartCompliance
{
    private readonly Annotators.AnnotatorFolder _folder = new();

    public OnnxAnnotatorCompliance() => _folder.Add("some", """{"kind":"depth","output":{"values":"minmax"}}""");

    protected override string Name => "onnx_annotator";

    protected override ModelFile Model => _folder.List(ModelFileKinds.Annotator)[0];

    protected override IModelRuntime Runtime => _folder;
}
