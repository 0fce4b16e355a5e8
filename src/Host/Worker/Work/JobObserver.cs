using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Progress;
using Atelier.Host.Worker.Link;
using Atelier.Jobs;

namespace Atelier.Host.Worker.Work;

/// <summary>Tells the server how far a job is, and now and then what it looks like.</summary>
internal sealed class JobObserver(
    string jobId, ILink link, DiffusionPipeline pipeline, Onlookers onlookers, TimeProvider time, CancellationToken cancellation)
        : IGenerationObserver
{
    // A hundred times its own cost apart, so that previews take at most a hundredth of the time.
    private const int CostFactor = 100;
    private static readonly TimeSpan PreviewPause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan ReportPause = TimeSpan.FromMilliseconds(50);

    private readonly GenerationWatch _watch = new(time, new StageTimes(time));
    private readonly long _began = time.GetTimestamp();
    private string _stage = "";
    private TimeSpan _reported = TimeSpan.MinValue;
    private TimeSpan _nextPreview;
    private bool _hasProjection;

    private TimeSpan Now => time.GetElapsedTime(_began);

    public void OnProgress(GenerationProgress progress)
    {
        _watch.OnProgress(progress);
        var preview = Preview(progress);
        if (preview is null && _watch.Stage == _stage && progress.Step < progress.Steps && _reported != TimeSpan.MinValue
            && Now - _reported < ReportPause)
        {
            return;
        }

        _stage = _watch.Stage;
        _reported = Now;
        link.Post(new LinkMessage.Moved(
            jobId, new JobProgress(_stage, _watch.Done, _watch.Total, _watch.StepsPerSecond, _watch.Remaining) { Preview = preview }));
    }

    private byte[]? Preview(GenerationProgress progress)
    {
        // The last estimate is the picture itself, which comes at once.
        if (progress.Estimate is null || progress.Step == progress.Steps || !onlookers.Look || Now < _nextPreview)
        {
            return null;
        }

        // The first of a model fits its colours, which is done once and not counted.
        if (!_hasProjection)
        {
            pipeline.Preview(progress, cancellation);
            _hasProjection = true;
        }

        var began = Now;
        var small = pipeline.Preview(progress, cancellation);
        var file = small is null ? null : PreviewFile.Of(small);
        var cost = Now - began;
        _nextPreview = Now + (cost * CostFactor > PreviewPause ? cost * CostFactor : PreviewPause);
        return file;
    }
}
