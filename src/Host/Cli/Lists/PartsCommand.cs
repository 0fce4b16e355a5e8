using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Guidance;
using Atelier.Sampling;

namespace Atelier.Host.Cli.Lists;

/// <summary>
/// <c>atelier samplers</c>, <c>atelier schedules</c>, <c>atelier guidances</c> and <c>atelier upscalers</c>: what a request may name.
/// </summary>
internal static class PartsCommand
{
    public static Command Samplers(CommandContext context, Option<bool> json)
    {
        var command = new Command("samplers", "List the samplers");
        command.SetAction(parsed =>
        {
            var rows = context.Plugins.Registry.All<ISampler>().Select(sampler => (string[])
            [
                sampler.Name,
                sampler.Label,
                sampler.DefaultSchedule,
                sampler.Description,
                string.Join(", ", sampler.Aliases),
                string.Join(", ", sampler.Options.Select(Option)),
            ]);
            new Listing(["Sampler", "Label", "Schedule", "About", "Aliases", "Options"], [.. rows], Details: 2).Write(
                context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Schedules(CommandContext context, Option<bool> json)
    {
        var command = new Command("schedules", "List the schedules of noise levels");
        command.SetAction(parsed =>
        {
            var rows = context.Plugins.Registry.All<ISigmaSchedule>()
                .Select(schedule => (string[])[schedule.Name, schedule.Label, schedule.Description, string.Join(", ", schedule.Aliases)]);
            new Listing(["Schedule", "Label", "About", "Aliases"], [.. rows], Details: 1).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Guidances(CommandContext context, Option<bool> json)
    {
        var command = new Command("guidances", "List the kinds of guidance");
        command.SetAction(parsed =>
        {
            var rows = context.Plugins.Registry.All<IGuidance>().Select(guidance => (string[])
            [
                guidance.Name,
                guidance.Label,
                guidance.Description,
                string.Join(", ", guidance.Aliases),
                string.Join(", ", guidance.Options.Select(Option)),
            ]);
            new Listing(["Guidance", "Label", "About", "Aliases", "Options"], [.. rows], Details: 2).Write(
                context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Upscalers(CommandContext context, Option<bool> json)
    {
        var command = new Command("upscalers", "List the upscalers: of pictures, of latents, and the networks in models/upscalers");
        command.SetAction(parsed =>
        {
            var rows = new UpscalerCatalog(context.Plugins.Registry, new ModelFiles(context.Options.Folders.Models)).All().Select(
                upscaler => (string[])
                [upscaler.Name, upscaler.Label, upscaler.IsLatent ? "latents" : "pictures", upscaler.Description,
                    string.Join(", ", upscaler.Aliases)]);
            new Listing(["Upscaler", "Label", "Of", "About", "Aliases"], [.. rows], Details: 1).Write(
                context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Option(PartOption option) => FormattableString.Invariant($"{option.Name} {option.Default}");
}
