using Atelier.Compliance;
using Atelier.Curating;
using Atelier.Curator.Rules;
using Atelier.Curator.Scorers;
using Atelier.Curator.Similarity;
using Atelier.Curator.Tests.Similarity;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Curator.Tests;

public class SharpnessComplianceTests : ScorerCompliance
{
    protected override IPictureScorer Scorer => new Sharpness();
}

public class ColourfulnessComplianceTests : ScorerCompliance
{
    protected override IPictureScorer Scorer => new Colourfulness();
}

public class ContrastComplianceTests : ScorerCompliance
{
    protected override IPictureScorer Scorer => new Contrast();
}

public sealed class ClipSimilarityComplianceTests : ScorerCompliance, IDisposable
{
    private readonly PretendClip _clip = new();

    protected override IPictureScorer Scorer => new ClipSimilarity();

    protected override IModelFiles Files => _clip;

    protected override IModelRuntime Runtime => _clip;

    public void Dispose() => _clip.Dispose();
}

public class NotBlankComplianceTests : RuleCompliance
{
    protected override IPictureRule Rule => new NotBlank();

    protected override Picture Accepted => Some.Of(16, 16, (x, y) => ((byte)(x * 16), (byte)(y * 16), 80));

    protected override Picture Refused => Some.Of(16, 16, (x, _) => ((byte)(200 + (x % 2)), 30, 90));
}

public class SizeWithinComplianceTests : RuleCompliance
{
    protected override IPictureRule Rule => new SizeWithin();

    protected override Picture Accepted => Some.Of(64, 40, (_, _) => (0, 0, 0));

    protected override Picture Refused => Some.Of(64, 39, (_, _) => (0, 0, 0));

    protected override IReadOnlyDictionary<string, double> Options =>
        new Dictionary<string, double> { ["min_width"] = 64, ["min_height"] = 40 };
}
