using Atelier.Generation;
using Atelier.Host.Progress;

namespace Atelier.Host.Cli.Imagine;

/// <summary>A way to show that work goes on.</summary>
internal interface IProgressDisplay
{
    /// <summary>Runs the work and shows what it reports.</summary>
    void Run(Action<IGenerationObserver> work);
}

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress(GenerationWatch watch) : IProgressDisplay
{
    public void Run(Action<IGenerationObserver> work) => work(watch);
}
