using System.CommandLine;
using System.Text.Json;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Networks;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Imaging;

namespace Atelier.Host.Cli.Upscale;

/// <summary><c>atelier upscale picture.png --by 2</c>: makes pictures larger, and keeps what they say of themselves.</summary>
internal static class UpscaleCommand
{
    public static Command Create(CommandContext context, Option<bool> json)
    {
        var options = new UpscaleOptions();
        var command = new Command("upscale", "Make pictures larger");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var task = options.Read(parsed, context.Options.Folders.Output);
            var sources = task.Files.Select(file => Source.Read(file, task)).ToList();
            context.BeginLoadingPlugins();
            using var networks = new NetworkRuntime(new SessionFactory(context.Options.Runtime), context.Time);
            var files = new ModelFiles(context.Options.Folders.Models);
            new UpscalerCatalog(context.Plugins.Registry, files).Find(task.Upscaler, "--upscaler", ofPictures: true);
            var upscaler = new PictureUpscaler(context.Plugins.Registry, files, networks);
            task.Target.Prepare();
            var writer = new PictureWriter();
            var made = new List<Made>();
            foreach (var (source, index) in sources.Select((source, index) => (source, index)))
            {
                var progress = UpscaleProgress.For(context, parsed.GetValue(json) || task.IsQuiet, Path.GetFileName(source.File));
                var picture = progress.Run(report => upscaler.Upscale(
                    PictureCodec.Decode(source.Bytes), task.Upscaler, "--upscaler", source.Width, source.Height, report,
                    context.Cancellation));
                var target = task.TargetOf(source.File, index);
                writer.Write(target.Path, PictureCodec.Encode(picture, target.Encoding, source.Texts));
                made.Add(new Made(target.Path, picture.Width, picture.Height));
                if (!parsed.GetValue(json))
                {
                    context.Terminal.Out.WriteLine(target.Path);
                }
            }

            if (parsed.GetValue(json))
            {
                context.Terminal.Out.WriteLine(JsonSerializer.Serialize(new { pictures = made }, JsonSerializerOptions.Web));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private sealed record Made(string File, int Width, int Height);

    /// <summary>A picture to enlarge; its size is known before anything is decoded.</summary>
    private sealed record Source(string File, byte[] Bytes, int Width, int Height, PictureMetadata Texts)
    {
        public static Source Read(string file, UpscaleTask task)
        {
            try
            {
                var bytes = System.IO.File.ReadAllBytes(file);
                var header = PictureHeader.Read(bytes);
                var (width, height) = task.SizeOf(header.Width, header.Height);
                PictureLimits.Check(width, height);
                return new Source(file, bytes, width, height, PictureMetadata.Read(bytes));
            }
            catch (Exception exception) when (exception is PictureException or IOException or UnauthorizedAccessException)
            {
                var problem = exception is FileNotFoundException or DirectoryNotFoundException
                    ? "there is no such file"
                    : exception.Message;
                throw new InputException($"{file}: {problem}", exception);
            }
        }
    }
}
