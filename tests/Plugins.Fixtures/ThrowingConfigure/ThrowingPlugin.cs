using Atelier.Plugins;
using Atelier.Sampling;

namespace Atelier.ThrowingConfigure;

public sealed class ThrowingPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder)
    {
        builder.AddSchedule(new HalfDone());
        throw new NotSupportedException("this machine is too old");
    }

    private sealed class HalfDone : ISigmaSchedule
    {
        public string Name => "half_done";

        public double[] Sigmas(SigmaRequest request) => [request.SigmaMax, 0];
    }
}
