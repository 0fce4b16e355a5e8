using System.CommandLine;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Generation;
using Atelier.Host.Progress;

namespace Atelier.Host.Cli.Imagine;

/// <summary><c>atelier imagine "a red house"</c>: makes pictures in this process and writes them.</summary>
internal static class ImagineCommand
{
    public static Command Create(CommandContext context, IEngine engine, Option<bool> json)
    {
        var options = new ImagineOptions();
        var command = new Command("imagine", "Make a picture from words");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var times = new StageTimes(context.Time);
            var began = context.Time.GetTimestamp();
            var settings = context.Options;
            var target = options.Target(parsed, settings.Folders.Output);
            var pictures = new LocalPictures(settings.Server, context.Time);
            var request = pictures.Take(options.Request(parsed, engine.RequestOf));
            RequestValidator.Validate(request, settings.Limits);
            context.BeginLoadingPlugins();
            using var generator = engine.Open(context, pictures);
            request = context.Plugins.Registry.Normalize(request);
            target.Prepare();

            var printsJson = parsed.GetValue(json);
            var saved = new List<SavedPicture>();
            var display = Display(context, times, options.IsQuiet(parsed), printsJson);
            try
            {
                display.Run(observer => Make(saved, generator, request, target, observer, times, context.Cancellation));
            }
            catch when (!printsJson)
            {
                // What was saved before is there to stay.
                Report().WriteFiles(context.Terminal.Out);
                throw;
            }

            var report = Report();
            if (printsJson)
            {
                report.WriteJson(context.Terminal.Out);
            }
            else
            {
                report.WriteText(context.Terminal, options.IsQuiet(parsed));
            }

            return ExitCode.Ok;

            ImagineReport Report() => new(saved, times, context.Time.GetElapsedTime(began), context.ProcessAge());
        });
        return command;
    }

    private static void Make(
        List<SavedPicture> saved,
        IImageGenerator generator,
        GenerationRequest request,
        PictureTarget target,
        IGenerationObserver observer,
        StageTimes times,
        CancellationToken cancellation)
    {
        var count = (int)PictureCount.Of(request);
        foreach (var picture in generator.Generate(request, observer, cancellation))
        {
            times.Enter("save");
            var file = picture.Save(target.Numbered(saved.Count, count));
            saved.Add(new SavedPicture(file, picture.Width, picture.Height, picture.Seed, picture.Recipe));
        }

        times.Leave();
    }

    private static IProgressDisplay Display(CommandContext context, StageTimes times, bool quiet, bool json)
    {
        var progress = new GenerationWatch(context.Time, times);
        return quiet ? new NoProgress(progress)
            : context.Terminal.ErrorIsTerminal ? new LiveProgress(progress, context.Terminal.Error)
            : json ? new NoProgress(progress)
            : new PlainProgress(progress, context.Terminal.Error, context.Time);
    }
}
