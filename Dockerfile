# The program alone, in an empty image: docker run --rm -v "$PWD:/desk:ro" crosscheck report stories/talks
# BuildKit and Buildah take the program from a folder instead of building it: --build-context build=FOLDER, where it lies in /out.
FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
RUN .ci/static-program && mkdir /out && cp target/static/crosscheck /out/

FROM scratch
LABEL org.opencontainers.image.title="crosscheck" \
      org.opencontainers.image.description="Lines up what several outlets wrote about one story and shows where they differ" \
      org.opencontainers.image.version="0.2.0" \
      org.opencontainers.image.licenses="(MIT OR Apache-2.0) AND CC-BY-4.0 AND CC-BY-SA-4.0"
COPY --from=build /out/crosscheck /crosscheck
COPY LICENSE-APACHE LICENSE-MIT NOTICE /licences/
WORKDIR /desk
USER 65532:65532
ENTRYPOINT ["/crosscheck"]
CMD ["--help"]
