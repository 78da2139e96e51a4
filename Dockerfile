# Build first: mvn -DskipTests package
FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home prasan
WORKDIR /app
COPY target/prasan.jar ./
# .dockerignore leaves the embedded database out: a container is given DATABASE_URL
COPY target/lib/ ./lib/
USER 10001
ENV PORT=8080
EXPOSE 8080
# without memory a process is of no use to anybody: it ends, and is started again
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "prasan.jar"]
CMD ["serve"]
