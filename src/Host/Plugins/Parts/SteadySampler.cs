using Atelier.Host.Texts;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Host.Plugins;

internal sealed class SteadySampler : SteadyPart<ISampler>, ISampler
{
    public SteadySampler(ISampler? inner)
        : base("sampler", inner)
    {
        Options = [.. inner!.Options ?? []];
        DefaultSchedule = inner.DefaultSchedule ?? "normal";
        NeedsUnconditional = inner.NeedsUnconditional;
        CheckOptions();
    }

    public IReadOnlyList<PartOption> Options { get; }

    public string DefaultSchedule { get; }

    public bool NeedsUnconditional { get; }

    public INoiseSource OpenNoise(NoiseContext context) => Inner.OpenNoise(context);

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context) => Inner.Sample(model, x, sigmas, context);

    private void CheckOptions()
    {
        if (Options.Any(option => string.IsNullOrWhiteSpace(option?.Name)))
        {
            throw new PluginException($"the sampler '{Name}' has an option without a name");
        }

        foreach (var option in Options)
        {
            var ends = $"{option.Minimum} to {option.Maximum}";
            if (!double.IsFinite(option.Minimum) || !double.IsFinite(option.Maximum) || option.Minimum > option.Maximum)
            {
                throw new PluginException($"the sampler '{Name}' has the option {OneLine.Quoted(option.Name)} from {ends}, which is no range");
            }

            if (!(option.Default >= option.Minimum && option.Default <= option.Maximum))
            {
                throw new PluginException($"the sampler '{Name}' has the option {OneLine.Quoted(option.Name)} whose default {option.Default} is not in {ends}");
            }
        }

        if (Options.GroupBy(option => option.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new PluginException($"the sampler '{Name}' has the option {OneLine.Quoted(twice.Key)} twice");
        }
    }
}
