using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Host.Tests.Plugins.Live;

/// <summary>A denoiser that can be kept waiting in the middle of a job.</summary>
internal sealed class PatientDenoiser : IDenoiser
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _goOn = new(true);

    public ISigmaTable Table { get; } = new ThreeLevels();

    /// <summary>Done when a job is in the middle.</summary>
    public Task Reached => _reached.Task;

    public PatientDenoiser Hold()
    {
        _goOn.Reset();
        return this;
    }

    public void GoOn() => _goOn.Set();

    public Denoised Denoise(Latent x, double sigma)
    {
        _reached.TrySetResult();
        Assert.True(_goOn.Wait(LiveFolder.Limit), "The job was kept waiting for too long.");
        return new Denoised(x);
    }
}
